class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def norm(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    i: int) -> Tensor:
    y = torch.permute(x, [0, 2, 3, 1])
    y = torch.layer_norm(y, [torch.size(y, 3)], w[i], w[i + 1], 1e-06)
    return torch.permute(y, [0, 3, 1, 2])
  def block(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    i: int) -> Tensor:
    width = torch.size(x, 1)
    y = torch.conv2d(x, w[i + 1], w[i + 2], [1, 1], [3, 3], [1, 1], width)
    y = torch.permute(y, [0, 2, 3, 1])
    y = torch.layer_norm(y, [width], w[i + 3], w[i + 4], 1e-06)
    y = torch.gelu(torch.linear(y, torch.view(w[i + 5], [4 * width, width]), w[i + 6]))
    y = torch.linear(y, torch.view(w[i + 7], [width, 4 * width]), w[i + 8])
    y = torch.permute(torch.mul(y, w[i]), [0, 3, 1, 2])
    return torch.add(x, y)
  def forward(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    settings: Tensor) -> List[Tensor]:
    depths = annotate(List[int], ${depths})
    filter = w[0]
    if torch.size(x, 1) < torch.size(filter, 1):
      filter = torch.sum(filter, [1], True)
    if torch.size(x, 1) > torch.size(w[0], 1):
      x = torch.mean(x, [1], True)
    y = torch.contiguous(x, memory_format=2)
    y = (self).norm(torch.conv2d(y, filter, w[1], [4, 4]), w, 2)
    i = 4
    maps = annotate(List[Tensor], [])
    for stage in range(4):
      if stage > 0:
        y = torch.conv2d((self).norm(y, w, i), w[i + 2], w[i + 3], [2, 2])
        i = i + 4
      for block in range(depths[stage]):
        y = (self).block(y, w, i)
        i = i + 9
      torch.append(maps, y)
    pooled = torch.mean(y, [2, 3])
    pooled = torch.layer_norm(pooled, [torch.size(pooled, 1)], w[i], w[i + 1], 1e-06)
    return [pooled, maps[0], maps[1], maps[2], maps[3]]
