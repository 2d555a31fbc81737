class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
${include transformer_block}
${include vit_embedding}
  # how much each token reads of each, mean over heads, half of it itself: (N, T, T)
  def reads(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    i: int,
    heads: int) -> Tensor:
    width = torch.size(x, 2)
    size = torch.floordiv(width, heads)
    y = torch.layer_norm(x, [width], w[i], w[i + 1], 1e-06)
    y = (self).dense(y, torch.narrow(w[i + 2], 0, 0, 2 * width), torch.narrow(w[i + 3], 0, 0, 2 * width))
    y = torch.view(y, [torch.size(x, 0), torch.size(x, 1), 2, heads, size])
    y = torch.permute(y, [2, 0, 3, 1, 4])
    scores = torch.matmul(torch.select(y, 0, 0), torch.transpose(torch.select(y, 0, 1), 2, 3))
    scores = torch.div(scores, torch.sqrt(size))
    half = torch.mul(torch.mean(torch.softmax(scores, 3), [1]), 0.5)
    torch.add_(torch.diagonal(half, 0, 1, 2), 0.5)
    return half
  def forward(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor]) -> List[Tensor]:
    y = (self).patches(x, w)
    n = torch.size(y, 0)
    rows = torch.size(y, 2)
    columns = torch.size(y, 3)
    places = (self).positions(w, rows, columns)
    y = torch.transpose(torch.flatten(y, 2), 1, 2)
    y = torch.add(y, torch.slice(places, 1, 1, 9223372036854775807))
    y = (self).classed(y, w, places)
    rolled = (self).reads(y, w, 4, ${heads})
    for i in range(1, ${depth}):
      y = (self).block(y, w, 4 + 12 * (i - 1), ${heads})
      rolled = torch.matmul((self).reads(y, w, 4 + 12 * i, ${heads}), rolled)
    read = torch.narrow(torch.select(rolled, 1, 0), 1, 1, rows * columns)
    return [torch.view(torch.contiguous(read), [n, rows, columns])]
