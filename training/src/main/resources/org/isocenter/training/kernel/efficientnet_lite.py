class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
${include efficientnet_lite_unit}
  def forward(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    r: List[Tensor],
    settings: Tensor) -> List[Tensor]:
    live = bool(settings[0])
    momentum = float(settings[2])
    blocks = annotate(List[int], ${blocks})
    strides = annotate(List[int], ${strides})
    if torch.size(x, 1) > torch.size(w[0], 1):
      x = torch.mean(x, [1], True)
    y = torch.to(torch.contiguous(x, memory_format=2), ${compute})
    y = (self).act((self).unit(y, w, r, 0, 2, live, momentum))
    y = (self).act((self).unit(y, w, r, 1, 1, live, momentum))
    y = (self).unit(y, w, r, 2, 1, live, momentum)
    maps = [y]
    i = 3
    for row in range(1, 7):
      for block in range(blocks[row]):
        stride = 1
        if block == 0:
          stride = strides[row]
        z = (self).act((self).unit(y, w, r, i, 1, live, momentum))
        z = (self).act((self).unit(z, w, r, i + 1, stride, live, momentum))
        z = (self).unit(z, w, r, i + 2, 1, live, momentum)
        if block == 0:
          y = z
        else:
          y = torch.add(z, y)
        i = i + 3
      torch.append(maps, y)
    head = (self).act((self).unit(y, w, r, i, 1, live, momentum))
    results = [torch.mean(torch.to(head, 6), [2, 3])]
    if bool(settings[1]):
      for row in [0, 1, 2, 4, 6]:
        torch.append(results, torch.to(maps[row], 6))
    return results
